import type { Entries, Message } from '../checks';
import type { Condition, Field, Section, Step, Table } from '../definition';
import { controlOf, escaped } from './controls';
import { nativeOf, rankOf } from './native';

/** Everything a screen is printed from. */
export interface Screen {
  step: Step;
  entries: Entries;
  messages: Message[];
  communes: string[];
  /** Rows shown of each table. */
  rows: Record<string, number>;
}

/** Tables whose rows the server adds, one page load each; the script of the page adds the others. */
export const addedByServer = new Set(['indicateurs']);

/** Pages laid out as lists of definitions; the others are tables, as in 2005. */
const listed = new Set(['adresse', 'contact', 'banque', 'complements']);

const prefixes = { select: 'lst', communes: 'lst', textarea: 'zone', radio: 'rad', boxes: 'chk', box: 'chk' };

const idOf = (step: Step, field: Field): string => {
  const native = nativeOf(step, field);
  const prefix = native in prefixes ? Reflect.get(prefixes, native) : 'txt';
  return prefix + field.key.charAt(0).toUpperCase() + field.key.slice(1);
};

/** What the script of the page needs to show or hide a line, in the ranks the controls send. */
const conditionOf = (step: Step, when: Condition | undefined): string => {
  const other = step.sections.flatMap(({ fields = [] }) => fields).find(({ key }) => key === when?.key);
  if (!when || !other) return '';
  const wanted = 'is' in when ? when.is : when.not;
  const rank = nativeOf(step, other) === 'box' ? 'on' : rankOf(other, wanted);
  return ` data-si="demande.${other.key}" data-rang="${rank}" data-sens="${'is' in when ? 'egal' : 'autre'}"`;
};

const star = (field: Field): string => (field.required ? ' <font color="#cc0000">*</font>' : '');

const helpOf = (field: Field): string => (field.help ? `<br><i class="aide">${escaped(field.help)}</i>` : '');

const line = ({ step, entries, communes }: Screen, field: Field): string => {
  const id = idOf(step, field);
  const value = entries[field.key] ?? field.initial;
  const control = controlOf(step, { field, name: `demande.${field.key}`, id, value, communes });
  const si = conditionOf(step, field.when);
  const label = `${escaped(field.label)}&nbsp;:${star(field)}`;
  if (listed.has(step.id)) return `<dt${si}>${label}</dt><dd${si}>${control}${helpOf(field)}</dd>`;
  return `<tr${si}><td class="libelle" align="right" valign="top">${label}</td><td>${control}${helpOf(field)}</td></tr>`;
};

const rowOf = (step: Step, table: Table, rank: number | string, row: Entries): string => {
  const cells = table.columns.map((field) => {
    const name = `${table.key}[${rank}].${field.key}`;
    const id = `${table.key}_${rank}_${field.key}`;
    return `<td>${controlOf(step, { field, name, id, value: row[field.key], communes: [] })}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
};

const addButton = ({ key, addLabel }: Table): string =>
  addedByServer.has(key)
    ? `<input type="submit" name="action" value="${escaped(addLabel)}" class="bouton">`
    : `<button type="button" class="bouton" onclick="ajouterLigne('${key}')">${escaped(addLabel)}</button>
       <script type="text/template" id="modele_${key}">__LIGNE__</script>`;

const grid = ({ step, entries, rows }: Screen, table: Table): string => {
  const kept = entries[table.key];
  const list: Entries[] = Array.isArray(kept) ? kept : [];
  const shown = Array.from({ length: rows[table.key] ?? 0 }, (_, rank) => list[rank] ?? {});
  const head = table.columns.map((column) => `<th>${escaped(column.label)}${star(column)}</th>`).join('');
  const template = rowOf(step, table, '__RANG__', {});
  return `<p><b>${escaped(table.caption)}</b></p>
    <table id="tab_${table.key}" class="lignes" border="1" cellspacing="0" cellpadding="2" summary="${escaped(table.caption)}">
    <tr bgcolor="#dde6f0">${head}</tr>${shown.map((row, rank) => rowOf(step, table, rank, row)).join('')}</table>
    ${addButton(table).replace('__LIGNE__', () => template)}`;
};

const sectionOf = (screen: Screen, section: Section): string => {
  const { step } = screen;
  const lines = (section.fields ?? []).map((field) => line(screen, field)).join('');
  const text = section.text ? `<p>${escaped(section.text)}</p>` : '';
  const table = section.table ? grid(screen, section.table) : '';
  const around = conditionOf(step, section.when);
  if (listed.has(step.id))
    return `<div${around}><h3>${escaped(section.title)}</h3>${text}<dl>${lines}</dl>${table}</div>`;
  const title = `<tr><td colspan="2" class="titre" bgcolor="#003366"><font color="white"><b>${escaped(section.title)}</b></font></td></tr>`;
  return `<div${around}>${text}<table width="100%" border="0" cellspacing="4">${title}${lines}</table>${table}</div>`;
};

const summaryOf = (messages: Message[]): string =>
  messages.length === 0
    ? ''
    : `<div id="erreurs" style="color:#cc0000;border:1px solid #cc0000;padding:6px"><b>Veuillez corriger les erreurs suivantes&nbsp;:</b>
       <ul>${messages.map(({ message }) => `<li>${escaped(message)}</li>`).join('')}</ul></div>`;

const buttonsOf = ({ screen }: Step): string =>
  ['Précédent', 'Enregistrer', screen === 'summary' ? 'Transmettre' : 'Suivant']
    .map((value) => `<input type="submit" name="action" value="${value}" class="bouton">`)
    .join(' ');

const contentOf = (screen: Screen): string => {
  const { step, messages } = screen;
  return `${summaryOf(messages)}<h1>${escaped(step.title)}</h1>${step.intro ?? ''}
    <form name="formulaire" method="post" action="/extranet/jsp/demande.action?etape=${step.id}">
    ${step.sections.map((section) => sectionOf(screen, section)).join('\n')}
    <p align="center">${buttonsOf(step)}</p></form>`;
};

/** A whole page: banner and menu in a table, the step beside it. */
export const pageOf = (screen: Screen, menu: string[]): string => {
  const links = menu.map((title) => (title === screen.step.title ? `<b>${title}</b>` : title)).join('<br>');
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Extranet - Demande de subvention</title>
<link rel="icon" href="data:,"><style>body,td{font:13px Verdana,sans-serif} .bouton{font-weight:bold} dt{float:left;clear:left;width:260px} dd{margin:0 0 8px 270px} .aide{font-size:11px}</style>
<script src="/extranet/js/page.js" type="text/javascript"></script></head>
<body bgcolor="white" onload="demarrer()"><table width="100%" border="0" cellpadding="6"><tr><td colspan="2" bgcolor="#003366"><font color="white">Extranet des subventions (imitation pour les essais)</font></td></tr>
<tr valign="top"><td width="180" bgcolor="#eeeeee">${links}</td><td>${contentOf(screen)}</td></tr></table></body></html>`;
};
