-- CreateTable
CREATE TABLE "reply_profiles" (
    "graph_id" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "profile" JSON NOT NULL,
    "updated_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_profiles_pkey" PRIMARY KEY ("graph_id","node")
);
