-- AlterTable
ALTER TABLE "Continuation" ADD COLUMN     "programmeKey" TEXT NOT NULL DEFAULT '';
