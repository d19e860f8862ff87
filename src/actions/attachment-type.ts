/** What an attachment is made from: rows of a dataset, or an uploaded file. */
export const ATTACHMENT_TYPES = ['dataset', 'file'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];
