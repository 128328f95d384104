import AutoComplete from 'primevue/autocomplete';
import Checkbox from 'primevue/checkbox';
import PrimeVue from 'primevue/config';
import DatePicker from 'primevue/datepicker';
import InputMask from 'primevue/inputmask';
import InputNumber from 'primevue/inputnumber';
import InputText from 'primevue/inputtext';
import Select from 'primevue/select';
import { createApp, h, reactive, ref } from 'vue';

const CITIES = ['Brest', 'Bressuire', 'Brive-la-Gaillarde'];

const state = reactive({
  nom: '',
  siret: '',
  montant: null,
  fin: null,
  region: null,
  ville: null,
  siege: false,
});
const cities = ref([]);

const bound = (key) => ({
  modelValue: state[key],
  'onUpdate:modelValue': (value) => {
    state[key] = value;
  },
});

const line = (id, label, field) => h('p', [h('label', { for: id, id: `l-${id}` }, label), ' ', field]);

createApp({
  render: () =>
    h('form', [
      h('h1', 'Vue et PrimeVue'),
      line('nom', 'Raison sociale', h(InputText, { id: 'nom', ...bound('nom') })),
      line('siret', 'N° SIRET', h(InputMask, { id: 'siret', mask: '999 999 999 99999', ...bound('siret') })),
      line(
        'montant',
        'Montant demandé',
        h(InputNumber, { inputId: 'montant', locale: 'fr-FR', maxFractionDigits: 2, ...bound('montant') }),
      ),
      line('fin', 'Date de fin', h(DatePicker, { inputId: 'fin', dateFormat: 'dd/mm/yy', ...bound('fin') })),
      line(
        'region',
        'Région',
        h(Select, {
          labelId: 'region',
          ariaLabelledby: 'l-region',
          options: ['Bretagne', 'Normandie'],
          placeholder: 'Choisissez',
          ...bound('region'),
        }),
      ),
      line(
        'ville',
        'Ville',
        h(AutoComplete, {
          inputId: 'ville',
          suggestions: cities.value,
          forceSelection: true,
          onComplete: ({ query }) =>
            setTimeout(() => {
              cities.value = CITIES.filter((one) => one.toLowerCase().startsWith(query.toLowerCase()));
            }, 300),
          ...bound('ville'),
        }),
      ),
      line('siege', 'Adresse du siège', h(Checkbox, { inputId: 'siege', binary: true, ...bound('siege') })),
    ]),
})
  .use(PrimeVue, { unstyled: true })
  .mount(document.body.appendChild(document.createElement('div')));

const plainDate = (value) => (value instanceof Date ? value.toLocaleDateString('fr-FR') : value);

Object.assign(globalThis, { model: () => ({ ...state, fin: plainDate(state.fin) }) });
