const rules = `
*, ::before, ::after { box-sizing: border-box; }
:host { display: block; font: inherit; color: var(--ink); }
:host(mg-button) { display: inline-block; }
.mg-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.mg-input { margin: 0; padding: 0; border: 0; min-width: 0; }
mg-input-title { display: block; }
mg-input { display: block; }
label, legend, .mg-c-input-title { padding: 0; font-weight: 600; font-size: 0.95rem; line-height: 1.35; }
.mg-input-title__required { color: var(--danger); }
.mg-input__input-container { margin-top: 0.35rem; }
.mg-input__box { width: 100%; min-height: 2.75rem; padding: 0.55rem 0.7rem; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 6px; }
textarea.mg-input__box { min-height: 6.5rem; resize: vertical; }
.mg-input__box:disabled { background: var(--ground); color: var(--muted); }
.mg-input__box:focus-visible, .mg-input__toggle:focus-visible, .mg-button:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
.mg-input--numeric .mg-input__box { text-align: right; font-variant-numeric: tabular-nums; }
:host(:not(.cell)) .mg-input--numeric .mg-input__box, .mg-input--date .mg-input__box { max-width: 16rem; }
.mg-input__with-character-left { position: relative; }
.mg-input__character-left { visibility: hidden; position: absolute; right: 0; top: 100%; font-size: 0.78rem; color: var(--muted); }
.mg-input__with-character-left:focus-within .mg-input__character-left { visibility: visible; }
:host(.cell) .mg-input__character-left { display: none; }
:host(.cell) .mg-input__input-container { margin-top: 0; }
.mg-input__help-text { margin-top: 0.3rem; font-size: 0.85rem; color: var(--muted); }
.mg-input__error { margin-top: 0.3rem; font-size: 0.85rem; font-weight: 600; color: var(--danger); }
.mg-input--error .mg-input__box { border-color: var(--danger); box-shadow: inset 3px 0 0 var(--danger); }
.mg-input__value { display: block; padding: 0.55rem 0; font-weight: 600; }
.mg-input--readonly label { font-weight: 400; color: var(--muted); }
.mg-input__list { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; margin: 0; padding: 0; list-style: none; }
.mg-input--checkbox .mg-input__list { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
.mg-input__list li { display: flex; align-items: baseline; gap: 0.5rem; padding: 0.15rem 0; }
.mg-input__list label { font-weight: 400; }
.mg-input__list input { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--primary); transform: translateY(0.15rem); }
.mg-input__toggle { display: inline-flex; align-items: center; gap: 0.6rem; padding: 0.3rem 0.4rem; font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; cursor: pointer; }
.mg-input__toggle-track { position: relative; width: 2.6rem; height: 1.4rem; border-radius: 1rem; background: var(--line-strong); transition: background 0.15s; }
.mg-input__toggle-track::after { content: ''; position: absolute; top: 0.2rem; left: 0.2rem; width: 1rem; height: 1rem; border-radius: 50%; background: #fff; transition: transform 0.15s; }
[aria-checked='true'] .mg-input__toggle-track { background: var(--primary); }
[aria-checked='true'] .mg-input__toggle-track::after { transform: translateX(1.2rem); }
.mg-form { display: block; margin: 0; }
.mg-form__required { margin: 0 0 1rem; font-size: 0.85rem; color: var(--muted); }
.mg-modal { position: fixed; inset: 0; z-index: 20; display: grid; place-items: center; padding: 1rem; background: rgb(12 24 48 / 45%); }
.mg-modal[aria-hidden='true'] { display: none; }
.mg-modal__dialog { width: min(34rem, 100%); max-height: calc(100vh - 2rem); overflow: auto; padding: 1.5rem; background: var(--surface); border-radius: 10px; box-shadow: 0 12px 40px rgb(12 24 48 / 30%); }
.mg-modal__title { margin: 0 0 1rem; font-size: 1.2rem; }
.mg-modal__actions { display: flex; flex-wrap: wrap; gap: 0.75rem; justify-content: flex-end; margin-top: 1.5rem; }
.mg-button { padding: 0.55rem 1rem; font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid var(--primary); color: #fff; background: var(--primary); cursor: pointer; }
.mg-button--secondary { color: var(--primary); background: var(--surface); }
.mg-button:disabled { opacity: 0.5; cursor: default; }
dialog.mg-modal { width: 100%; max-width: none; height: 100%; max-height: none; margin: 0; border: 0; color: inherit; }
dialog.mg-modal:not([open]) { display: none; }
dialog.mg-modal::backdrop { background: none; }
mg-popover { position: relative; display: block; }
.mg-popover { position: absolute; z-index: 15; inset: calc(100% + 2px) 0 auto; max-height: 17rem; overflow: auto; padding: 0.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 8px 24px rgb(12 24 48 / 18%); }
.mg-popover[hidden] { display: none; }
.mg-input__box-list { margin: 0; padding: 0; list-style: none; }
.mg-input__box-list [role='option'] { padding: 0.4rem 0.6rem; border-radius: 4px; cursor: pointer; }
.mg-input__box-list [role='option']:hover, .mg-input__box-list [aria-selected='true'] { background: #e9f0fa; }
.mg-input__more { width: 100%; padding: 0.45rem; font: inherit; font-weight: 600; color: var(--primary); background: none; border: 0; cursor: pointer; }
.mg-input__state { margin: 0; padding: 0.4rem 0.6rem; color: var(--muted); }
.mg-pagination { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.mg-pagination select { width: auto; }
.mg-pagination .mg-pagination__pages { display: flex; gap: 0.4rem; align-items: center; }
`;

/** Style shared by the shadow roots; the colours come from the page's custom properties. */
export const sheet = new CSSStyleSheet();

// the second generation has the same rules under other names
sheet.replaceSync(
  rules +
    rules
      .replaceAll('mg-input__', 'mg-c-input__')
      .replaceAll('.mg-input', '.mg-c-input')
      .replaceAll('mg-visually', 'mg-u-visually'),
);
