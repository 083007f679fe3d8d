import { translatedLocales } from '#lib/language/locales';
import { findPlainTexts } from './find-plain-texts';
import { interfaceMessages } from './interface-messages';
import { interfaceSources } from './interface-sources';
import { updateCatalogues } from './update-catalogues';

const USAGE = `npm run messages             brings the catalogues in lib/language up to date with the code
npm run messages -- PATH ... lists the texts in these files and folders that are in no catalogue`;

const paths = process.argv.slice(2);
if (paths.some((path) => path.startsWith('-'))) console.log(USAGE);
else if (paths.length > 0) listPlainTexts();
else update();

function listPlainTexts(): void {
  const sources = interfaceSources().filter(({ path }) => paths.some((wanted) => path.startsWith(wanted)));
  if (sources.length === 0) {
    console.error(
      `No file of the interface begins with ${paths.join(' or ')}. Paths start at the top of the repository.`,
    );
    process.exitCode = 1;
  }
  for (const { path, text } of sources) for (const found of findPlainTexts(path, text)) console.log(found);
}

function update(): void {
  const { messages, faults } = interfaceMessages();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  for (const locale of translatedLocales) {
    const untranslated = updateCatalogues(locale, messages);
    console.log(`${locale}: ${messages.size} messages, ${untranslated.length} to translate`);
    for (const place of untranslated) console.log(`  ${place}`);
  }
}
