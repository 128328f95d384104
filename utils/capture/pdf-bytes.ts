/** Where the bytes of a PDF wait, in the script's own world, until they are taken. */
export const PDF_BYTES = 'assistantGalisPdf';
