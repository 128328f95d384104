import { type Part, zipOf } from '../spreadsheet-archive';

/** Word documents made by hand. */

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A run of text, with its properties as Word writes them. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of some runs, of a style when one is given. */
export const para = (runs: string, style = '', more = ''): string =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${more}</w:pPr>${runs}</w:p>`;

export const item = (text: string): string =>
  para(run(text), 'Paragraphedeliste', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>');

const cell = (text: string, properties = ''): string =>
  `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ''}${para(run(text))}</w:tc>`;

/** A table whose first row is its header. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map(
      (cells, at) =>
        `<w:tr>${at === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((text) => cell(text)).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`;

const STYLES = `<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="MonTitre"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:type="paragraph" w:styleId="Paragraphedeliste"><w:name w:val="List Paragraph"/></w:style>
</w:styles>`;

/** Bytes of a document of this body. */
export const docxOf = (body: string, more: Part[] = []): Uint8Array<ArrayBuffer> =>
  zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    },
    { name: 'word/styles.xml', content: STYLES },
    ...more,
  ]);

/** An invented note, with headings, a list and a table. */
export const note = docxOf(
  [
    para(run('Note d’information 2031 (inventée)'), 'Titre1'),
    para(run('Cette note précise les modalités de l’appel à projets des grappes inventées.')),
    para(run('Calendrier'), 'Titre2'),
    table([
      ['Étape', 'Date'],
      ['Ouverture', '3 mars 2031'],
      ['Clôture', '15 juin 2031'],
    ]),
    para(run('Pièces'), 'MonTitre'),
    para(run('Joindre les pièces suivantes :')),
    item('le budget ;'),
    item('le RIB.'),
  ].join(''),
);
