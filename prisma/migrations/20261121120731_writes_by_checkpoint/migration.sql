-- DropForeignKey
ALTER TABLE "checkpoint_writes" DROP CONSTRAINT "checkpoint_writes_thread_id_fkey";
