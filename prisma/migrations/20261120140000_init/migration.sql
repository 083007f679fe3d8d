-- CreateEnum
CREATE TYPE "ThreadStatus" AS ENUM ('idle', 'busy', 'interrupted', 'error');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('pending', 'running', 'success', 'error', 'timeout', 'interrupted');

-- CreateEnum
CREATE TYPE "StopReason" AS ENUM ('done', 'paused', 'superseded', 'cancelled', 'error', 'timeout');

-- CreateEnum
CREATE TYPE "MultitaskStrategy" AS ENUM ('reject', 'enqueue', 'interrupt', 'rollback');

-- CreateEnum
CREATE TYPE "OnPendingInterrupt" AS ENUM ('allow', 'reject', 'enqueue');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('input', 'resume', 'continue');

-- CreateEnum
CREATE TYPE "InterruptOutcome" AS ENUM ('pending', 'answered', 'superseded', 'expired');

-- CreateTable
CREATE TABLE "assistants" (
    "id" UUID NOT NULL,
    "graph_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "config" JSONB NOT NULL DEFAULT '{}',
    "context" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "threads" (
    "id" UUID NOT NULL,
    "status" "ThreadStatus" NOT NULL DEFAULT 'idle',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "config" JSONB NOT NULL DEFAULT '{}',
    "graph_id" TEXT,
    "assistant_id" UUID,
    "title" TEXT,
    "error" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state_updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "thread_id" UUID NOT NULL,
    "assistant_id" UUID NOT NULL,
    "graph_id" TEXT NOT NULL,
    "kind" "RunKind" NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'pending',
    "stop_reason" "StopReason",
    "stopped_by" TEXT,
    "superseded_by" UUID,
    "multitask_strategy" "MultitaskStrategy" NOT NULL,
    "on_pending_interrupt" "OnPendingInterrupt" NOT NULL DEFAULT 'allow',
    "input" JSON,
    "command" JSON,
    "kwargs" JSON NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_by" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "worker_id" TEXT,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkpoints" (
    "thread_id" UUID NOT NULL,
    "ns" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "parent_id" TEXT,
    "run_id" UUID,
    "created_by" TEXT,
    "metadata" JSONB NOT NULL,
    "body" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoints_pkey" PRIMARY KEY ("thread_id","ns","id")
);

-- CreateTable
CREATE TABLE "channel_values" (
    "thread_id" UUID NOT NULL,
    "ns" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "run_id" UUID,
    "value" JSON,

    CONSTRAINT "channel_values_pkey" PRIMARY KEY ("thread_id","ns","channel","version")
);

-- CreateTable
CREATE TABLE "checkpoint_writes" (
    "seq" BIGSERIAL NOT NULL,
    "thread_id" UUID NOT NULL,
    "ns" TEXT NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "idx" INTEGER NOT NULL,
    "run_id" UUID,
    "channel" TEXT NOT NULL,
    "value" JSON,

    CONSTRAINT "checkpoint_writes_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "run_events" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "ns" TEXT NOT NULL DEFAULT '',
    "data" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_events_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "interrupts" (
    "id" TEXT NOT NULL,
    "thread_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "graph_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "ns" TEXT NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "value" JSON NOT NULL,
    "response_schema" JSON,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "InterruptOutcome" NOT NULL DEFAULT 'pending',
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "answer" JSON,
    "answer_run_id" UUID,
    "superseded_by" UUID,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "interrupts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" BIGSERIAL NOT NULL,
    "thread_id" UUID NOT NULL,
    "graph_id" TEXT,
    "kind" TEXT NOT NULL,
    "actor" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "interrupt_id" TEXT,
    "run_id" UUID,
    "question" JSON,
    "value" JSON,
    "detail" JSONB,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assistants_graph_id_idx" ON "assistants"("graph_id");

-- CreateIndex
CREATE INDEX "threads_status_updated_at_idx" ON "threads"("status", "updated_at");

-- CreateIndex
CREATE INDEX "threads_created_at_idx" ON "threads"("created_at");

-- CreateIndex
CREATE INDEX "threads_metadata_idx" ON "threads" USING GIN ("metadata" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "runs_thread_id_seq_idx" ON "runs"("thread_id", "seq");

-- CreateIndex
CREATE INDEX "runs_status_available_at_idx" ON "runs"("status", "available_at");

-- CreateIndex
CREATE UNIQUE INDEX "runs_seq_key" ON "runs"("seq");

-- CreateIndex
CREATE INDEX "checkpoints_run_id_idx" ON "checkpoints"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoints_thread_id_ns_seq_key" ON "checkpoints"("thread_id", "ns", "seq");

-- CreateIndex
CREATE INDEX "channel_values_run_id_idx" ON "channel_values"("run_id");

-- CreateIndex
CREATE INDEX "checkpoint_writes_run_id_idx" ON "checkpoint_writes"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_writes_key" ON "checkpoint_writes"("thread_id", "ns", "checkpoint_id", "task_id", "idx", "run_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "interrupts_outcome_created_at_id_idx" ON "interrupts"("outcome", "created_at", "id");

-- CreateIndex
CREATE INDEX "interrupts_thread_id_created_at_idx" ON "interrupts"("thread_id", "created_at");

-- CreateIndex
CREATE INDEX "interrupts_run_id_idx" ON "interrupts"("run_id");

-- CreateIndex
CREATE INDEX "interrupts_answer_run_id_idx" ON "interrupts"("answer_run_id");

-- CreateIndex
CREATE INDEX "decisions_at_id_idx" ON "decisions"("at", "id");

-- CreateIndex
CREATE INDEX "decisions_thread_id_id_idx" ON "decisions"("thread_id", "id");

-- CreateIndex
CREATE INDEX "decisions_interrupt_id_idx" ON "decisions"("interrupt_id");

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_assistant_id_fkey" FOREIGN KEY ("assistant_id") REFERENCES "assistants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_values" ADD CONSTRAINT "channel_values_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_values" ADD CONSTRAINT "channel_values_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint_writes" ADD CONSTRAINT "checkpoint_writes_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint_writes" ADD CONSTRAINT "checkpoint_writes_thread_id_ns_checkpoint_id_fkey" FOREIGN KEY ("thread_id", "ns", "checkpoint_id") REFERENCES "checkpoints"("thread_id", "ns", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint_writes" ADD CONSTRAINT "checkpoint_writes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interrupts" ADD CONSTRAINT "interrupts_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interrupts" ADD CONSTRAINT "interrupts_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interrupts" ADD CONSTRAINT "interrupts_answer_run_id_fkey" FOREIGN KEY ("answer_run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- The last line of defence behind the claim: two workers never run one thread at once.
CREATE UNIQUE INDEX "one_running_run_per_thread" ON "runs"("thread_id") WHERE "status" = 'running';

-- The queue of a thread.
CREATE INDEX "runs_unfinished_idx" ON "runs"("thread_id", "seq") WHERE "status" IN ('pending', 'running');

-- The open questions of a thread.
CREATE INDEX "interrupts_pending_idx" ON "interrupts"("thread_id") WHERE "outcome" = 'pending';
