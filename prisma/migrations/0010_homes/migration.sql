-- CreateTable
CREATE TABLE "Home" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "messageRef" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "elsewhere" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "leasedBy" TEXT,

    CONSTRAINT "Home_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Home_personId_idx" ON "Home"("personId");

-- CreateIndex
CREATE INDEX "Home_dueAt_idx" ON "Home"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Home_platform_tenant_user_key" ON "Home"("platform", "tenant", "user");

-- AddForeignKey
ALTER TABLE "Home" ADD CONSTRAINT "Home_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
