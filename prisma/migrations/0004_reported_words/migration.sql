-- AlterTable
ALTER TABLE "Commitment" ADD COLUMN     "baselineText" TEXT;

-- AlterTable
ALTER TABLE "Milestone" ADD COLUMN     "deliveredForId" INTEGER;

-- AlterTable
ALTER TABLE "Participation" ADD COLUMN     "reason" TEXT;

-- AddForeignKey
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_deliveredForId_fkey" FOREIGN KEY ("deliveredForId") REFERENCES "Administration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Until now, who delivered was read from the person's administration: kept where that was the owner.
UPDATE "Milestone" m SET "deliveredForId" = p."administrationId" FROM "Person" p
WHERE p."id" = m."deliveredById" AND p."administrationId" = m."ownerAdministrationId";
