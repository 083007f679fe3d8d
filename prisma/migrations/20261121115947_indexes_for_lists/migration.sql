-- DropIndex
DROP INDEX "threads_created_at_idx";

-- CreateIndex
CREATE INDEX "threads_created_at_id_idx" ON "threads"("created_at", "id");

-- CreateIndex
CREATE INDEX "threads_updated_at_id_idx" ON "threads"("updated_at", "id");

-- CreateIndex
CREATE INDEX "interrupts_created_at_id_idx" ON "interrupts"("created_at", "id");

-- CreateIndex
CREATE INDEX "interrupts_graph_id_node_idx" ON "interrupts"("graph_id", "node");

-- CreateIndex
CREATE INDEX "decisions_actor_id_idx" ON "decisions"("actor", "id");

-- CreateIndex
CREATE INDEX "decisions_kind_id_idx" ON "decisions"("kind", "id");
