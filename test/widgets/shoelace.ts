import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/option/option.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/select/select.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/textarea/textarea.js';

document.body.innerHTML = `<h1>Shoelace</h1><form>
<sl-input id="nom" label="Raison sociale"></sl-input>
<sl-textarea id="notes" label="Description du projet"></sl-textarea>
<sl-select id="forme" label="Forme juridique"><sl-option value="asso">Association</sl-option><sl-option value="fond">Fondation</sl-option></sl-select>
<sl-radio-group id="statut" label="Statut de l’organisme"><sl-radio value="pub">Public</sl-radio><sl-radio value="pri">Privé</sl-radio></sl-radio-group>
<sl-checkbox id="siege">Adresse du siège</sl-checkbox>
<sl-switch id="multi">Multisite</sl-switch></form>`;

/** Properties of the components, which only the page's own world can read. */
const property = (id: string, name: string): unknown => Reflect.get(document.getElementById(id) ?? {}, name);

Object.assign(globalThis, {
  model: () => ({
    nom: property('nom', 'value'),
    notes: property('notes', 'value'),
    forme: property('forme', 'value'),
    statut: property('statut', 'value'),
    siege: property('siege', 'checked'),
    multi: property('multi', 'checked'),
  }),
});
