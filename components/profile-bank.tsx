import { useState } from 'preact/hooks';
import { checkIban, formatIban } from '@/knowledge/identifiers';
import type { Bank } from '@/knowledge/profile/schema';
import { Fact, Unknown } from './profile-facts';

/** Country and last three characters: enough to recognise an account, not to use it. */
const masked = (iban: string): string => `${iban.slice(0, 2)}•• •••• •••• ${iban.slice(-3)}`;

function Iban({ iban }: { iban: string }) {
  const [shown, setShown] = useState(false);
  if (iban === '') return <Unknown />;
  const { reason } = checkIban(iban);
  return (
    <span class="row">
      <span class="mono">{shown ? formatIban(iban) : masked(iban)}</span>
      <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Masquer' : 'Afficher'}
        <span class="visually-hidden"> l’IBAN</span>
      </button>
      {reason !== null && <span class="badge bad wrap">{reason}</span>}
    </span>
  );
}

/** Bank details, the account hidden until it is asked for. */
export function ProfileBank({ bank }: { bank: Bank }) {
  return (
    <section class="card stack" id="banque" aria-labelledby="banque-title">
      <h2 id="banque-title">Coordonnées bancaires</h2>
      <dl class="facts">
        <Fact label="Titulaire">{bank.holder}</Fact>
        <Fact label="IBAN">
          <Iban iban={bank.iban} />
        </Fact>
        <Fact label="BIC">{bank.bic}</Fact>
        <Fact label="Banque">{bank.bankName}</Fact>
      </dl>
    </section>
  );
}
