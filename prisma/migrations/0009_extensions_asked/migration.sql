-- AlterTable
ALTER TABLE "Extension" ADD COLUMN     "channelId" INTEGER,
ADD COLUMN     "fromOn" DATE,
ADD COLUMN     "platform" TEXT,
ADD COLUMN     "tenant" TEXT;

-- AddForeignKey
ALTER TABLE "Extension" ADD CONSTRAINT "Extension_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;
