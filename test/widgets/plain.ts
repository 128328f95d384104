/** Native controls, and what a page may do around them. */
const model: Record<string, unknown> = {};
const heard: string[] = [];

document.body.innerHTML = `<h1>Contrôles natifs</h1><form>
<p><label for="nom">Nom de l’organisme</label><input id="nom"></p>
<p><label for="mail">Courriel</label><input id="mail" type="email"></p>
<p><label for="notes">Notes</label><textarea id="notes" maxlength="40"></textarea></p>
<p><label for="places">Places</label><input id="places" type="number" min="0"></p>
<p><label for="ouvert">Date d’ouverture</label><input id="ouvert" type="date"></p>
<p><label for="siret">N° SIRET masqué</label><input id="siret" placeholder="___ ___ ___ _____"></p>
<p><label for="montant">Montant demandé</label><input id="montant" value="10,00"></p>
<p><label for="points">Montant en points</label><input id="points"></p>
<p><label for="sourd">Champ sourd</label><input id="sourd"></p>
<p><label for="colle">Champ collé</label><input id="colle"></p>
<p><label for="forme">Forme juridique</label><select id="forme"><option value="">Choisissez</option><option>Association</option><option>Fondation</option></select></p>
<p><label for="tard">Région</label><select id="tard" aria-busy="true"><option value="">Chargement</option></select></p>
<fieldset><legend>Statut</legend><label><input type="radio" name="statut" value="1">Public</label><label><input type="radio" name="statut" value="2">Privé</label></fieldset>
<p><label><input type="checkbox" id="accord">Siège identique</label></p>
<fieldset><legend>Publics accueillis</legend><label><input type="checkbox" name="publics" value="e">Enfants</label><label><input type="checkbox" name="publics" value="a">Adultes</label></fieldset>
<p><label for="bascule">Multisite</label><button type="button" id="bascule" role="switch" aria-checked="false">Multisite</button></p>
<p><span id="re">Résumé</span></p><div id="resume" contenteditable="true" role="textbox" aria-labelledby="re" style="min-height:30px;border:1px solid"></div>
<p><label for="picker">Date de fin</label><input id="picker" class="datepicker-input" placeholder="jj/mm/aaaa"></p>
<p><label for="verrou">Champ verrouillé</label><input id="verrou" disabled></p>
<p><label for="lecture">Champ en lecture</label><input id="lecture" readonly></p>
<p><label for="cache">Champ caché</label><input id="cache"></p>
<p><label for="renomme">Champ à renommer</label><input id="renomme"></p>
<p><label for="remplace">Champ à remplacer</label><input id="remplace"></p>
<p><label for="rebelle">Champ récrit</label><input id="rebelle"></p>
<p><label for="occupe">Champ occupé</label><input id="occupe" value="saisi"></p>
<button id="envoyer">Transmettre</button></form>`;

const byId = (id: string): HTMLInputElement => {
  const element = document.getElementById(id);
  if (!(element instanceof HTMLElement)) throw new Error(id);
  return element as HTMLInputElement;
};

// The model of this page is what its listeners heard, not what its controls hold.
for (const element of document.querySelectorAll<HTMLInputElement>('input, select, textarea'))
  element.addEventListener('change', () => {
    const box = element.type === 'checkbox' || element.type === 'radio';
    if (element.type === 'radio') model[element.name] = element.value;
    else model[element.id || `${element.name}.${element.value}`] = box ? element.checked : element.value;
  });

byId('siret').addEventListener('input', () => {
  const digits = byId('siret').value.replace(/\D/g, '').slice(0, 14);
  byId('siret').value = digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4');
});
byId('montant').addEventListener('blur', () => {
  const amount = Number(byId('montant').value.replace(/\s/g, '').replace(',', '.'));
  model.montantNombre = amount;
  byId('montant').value = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 }).format(amount);
});
byId('points').addEventListener('change', () => {
  if (!/^\d*(?:\.\d+)?$/.test(byId('points').value)) byId('points').value = '';
  model.points = byId('points').value;
});
// Takes only what the browser itself says was typed.
byId('sourd').addEventListener('input', (event) => {
  if (event.isTrusted) model.sourd = byId('sourd').value;
  else byId('sourd').value = '';
});
byId('colle').addEventListener('input', () => {
  byId('colle').value = '';
});
byId('colle').addEventListener('beforeinput', (event) => event.preventDefault());
byId('colle').addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  byId('colle').value = text;
  model.colle = text;
});
setTimeout(() => {
  byId('tard').removeAttribute('aria-busy');
  byId('tard').insertAdjacentHTML('beforeend', '<option>Bretagne</option><option>Occitanie</option>');
}, 900);
byId('bascule').addEventListener('click', () =>
  requestAnimationFrame(() => {
    const on = byId('bascule').getAttribute('aria-checked') !== 'true';
    byId('bascule').setAttribute('aria-checked', String(on));
    model.bascule = on;
  }),
);
byId('resume').addEventListener('input', () => {
  model.resume = byId('resume').innerText;
});
byId('picker').addEventListener('focus', () => {
  if (document.getElementById('calendrier')) return;
  byId('picker').insertAdjacentHTML('afterend', '<div id="calendrier" class="datepicker">calendrier</div>');
});
byId('picker').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.getElementById('calendrier')?.remove();
});
byId('rebelle').addEventListener('change', () =>
  setTimeout(() => {
    byId('rebelle').value = 'VALEUR DE LA PAGE';
  }, 300),
);
for (const type of ['submit', 'formdata'])
  addEventListener(type, (event) => {
    heard.push(type);
    event.preventDefault();
  });
addEventListener('keydown', (event) => event.key === 'Enter' && heard.push('Enter'), true);
byId('envoyer').addEventListener('click', () => heard.push('click Transmettre'));

/** What the page took, and what it must never hear. */
Object.assign(globalThis, { model: () => ({ ...model, heard }) });
