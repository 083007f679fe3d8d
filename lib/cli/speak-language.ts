import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NodeListener } from '#lib/api/node-listener';
import type { Language } from '#lib/language/language';
import { type Locale, translatedLocales } from '#lib/language/locales';
import { preferredLocale } from '#lib/language/preferred-locale';
import { readCatalogue } from '#lib/language/read-catalogue';
import { projectRoot } from './project-root';

interface Script {
  plain: Buffer;
  compressed: Buffer;
}

/** What programs read: the API, and files that somebody takes away. */
const FOR_PROGRAMS = /^\/(?:api(?:[/?]|$)|data\/(?:[^?]*[/-])?export(?:[?]|$))/;

const languageOfRequest = new AsyncLocalStorage<Language | undefined>();

/**
 * Answers each request in the language of who sent it, whatever is rendered on its way; and gives browsers the scripts that hold
 * the languages, which may be kept for ever.
 */
export function speakLanguage(others: NodeListener): NodeListener {
  const languages = new Map(translatedLocales.map((locale) => [locale, loadLanguage(locale)]));
  const scripts = new Map([...languages.values()].map(({ language, script }) => [language.script, script]));
  globalThis.holdpointLanguage = () => languageOfRequest.getStore();
  return async (request, response) => {
    const script = scripts.get(request.url ?? '');
    if (script) return sendScript(script, request.headers['accept-encoding'] ?? '', response);
    const language = FOR_PROGRAMS.test(request.url ?? '')
      ? undefined
      : languages.get(preferredLocale(request.headers))?.language;
    return languageOfRequest.run(language, () => others(request, response));
  };
}

function loadLanguage(locale: Locale): { language: Language; script: Script } {
  const catalogue = readCatalogue(join(projectRoot, 'lib/language', locale));
  const hash = createHash('sha256').update(JSON.stringify(catalogue)).digest('base64url').slice(0, 12);
  const language = { locale, catalogue, script: `/language/${locale}-${hash}.js` };
  const plain = Buffer.from(`{const language=${JSON.stringify(language)};globalThis.holdpointLanguage=()=>language}`);
  return { language, script: { plain, compressed: gzipSync(plain, { level: 9 }) } };
}

async function sendScript(script: Script, accepted: string, response: Parameters<NodeListener>[1]): Promise<void> {
  const isCompressed = /\bgzip\b/.test(accepted);
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  });
  response.end(isCompressed ? script.compressed : script.plain);
}
