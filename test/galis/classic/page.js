// The script of the old pages, without any library: what their jQuery plug-ins did.

const sentBy = (name) => {
  for (const control of document.getElementsByName(name)) {
    const box = control.type === 'radio' || control.type === 'checkbox';
    if (!box || control.checked) return control.value;
  }
  return '';
};

/** Shows the lines whose condition holds. */
const refresh = () => {
  for (const line of document.querySelectorAll('[data-si]')) {
    const same = sentBy(line.getAttribute('data-si')) === line.getAttribute('data-rang');
    line.style.display = same === (line.getAttribute('data-sens') === 'egal') ? '' : 'none';
  }
};

window.ajouterLigne = (key) => {
  const { rows, tBodies } = document.getElementById(`tab_${key}`);
  const template = document.getElementById(`modele_${key}`).textContent;
  tBodies[0].insertAdjacentHTML('beforeend', template.replace(/__RANG__/g, String(rows.length - 1)));
};

const ask = (address, use) => {
  const request = new XMLHttpRequest();
  request.onload = () => use(JSON.parse(request.responseText));
  request.open('GET', address);
  request.send();
};

/** The raison sociale of a known SIRET is the portal's: it can no longer be typed. */
const findCompany = ({ target }) => {
  const name = document.getElementById('txtRaisonSociale');
  name.readOnly = false;
  if (!/^\d{14}$/.test(target.value)) return;
  ask(`/extranet/jsp/entreprise.action?siret=${target.value}`, (company) => {
    if (!company) return;
    name.value = company.raisonSociale;
    name.readOnly = true;
  });
};

const listCommunes = ({ target }) => {
  const list = document.getElementById('lstCommune');
  ask(`/extranet/jsp/communes.action?codePostal=${target.value}`, (names) => {
    list.length = 1;
    for (const name of names) list.add(new Option(name, name));
  });
};

/** Moves on to the next of the five boxes of a phone number, as these forms did. */
const nextBox = ({ target }) => {
  if (!/\.[1-4]$/.test(target.name ?? '') || target.value.length < 2) return;
  const rank = Number(target.name.slice(-1)) + 1;
  document.getElementsByName(target.name.slice(0, -1) + rank)[0].focus();
};

window.demarrer = () => {
  refresh();
  const form = document.forms.formulaire;
  form.addEventListener('click', refresh);
  form.addEventListener('change', refresh);
  form.addEventListener('keyup', nextBox);
  document.getElementById('txtSiret')?.addEventListener('change', findCompany);
  document.getElementById('txtCodePostal')?.addEventListener('change', listCommunes);
};
