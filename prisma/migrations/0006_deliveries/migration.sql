-- DropIndex
DROP INDEX "Delivery_platform_tenant_conversation_state_sequence_idx";

-- DropIndex
DROP INDEX "Delivery_state_attemptAt_idx";

-- AlterTable
ALTER TABLE "Delivery" DROP COLUMN "sequence",
DROP COLUMN "thread",
ADD COLUMN     "activityId" INTEGER,
ADD COLUMN     "channelId" INTEGER,
ADD COLUMN     "commitmentIds" INTEGER[],
ADD COLUMN     "direct" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "milestoneIds" INTEGER[],
ADD COLUMN     "occasionOn" DATE,
ADD COLUMN     "personId" INTEGER,
ADD COLUMN     "programmeId" INTEGER NOT NULL,
ADD COLUMN     "sendingSince" TIMESTAMPTZ(3),
ADD COLUMN     "triedSince" TIMESTAMPTZ(3),
ADD COLUMN     "wanted" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "subject" DROP NOT NULL,
ALTER COLUMN "attemptAt" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Delivery_attemptAt_idx" ON "Delivery"("attemptAt");

-- CreateIndex
CREATE INDEX "Delivery_platform_tenant_conversation_idx" ON "Delivery"("platform", "tenant", "conversation");

-- CreateIndex
CREATE INDEX "Delivery_activityId_idx" ON "Delivery"("activityId");

-- CreateIndex
CREATE INDEX "Delivery_updateId_idx" ON "Delivery"("updateId");

-- CreateIndex
CREATE INDEX "Delivery_channelId_idx" ON "Delivery"("channelId");

-- CreateIndex
CREATE INDEX "Delivery_milestoneIds_idx" ON "Delivery" USING GIN ("milestoneIds");

-- CreateIndex
CREATE INDEX "Delivery_commitmentIds_idx" ON "Delivery" USING GIN ("commitmentIds");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What is to be attempted, or is being attempted, by destination: few rows of many. Prisma's schema cannot say it.
CREATE INDEX "Delivery_pending_idx" ON "Delivery"("platform", "tenant", "conversation", "id") WHERE "attemptAt" IS NOT NULL;
