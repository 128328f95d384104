/** NAF rev. 2 titles a structure of the sector may carry, as the portal writes them. */
export const nafTitles = [
  '64.20Z - Activités des sociétés holding',
  '70.10Z - Activités des sièges sociaux',
  '81.30Z - Services d’aménagement paysager',
  '84.11Z - Administration publique générale',
  '84.12Z - Administration publique (tutelle) de la santé, de la formation, de la culture et des services sociaux, autre que sécurité sociale',
  '85.32Z - Enseignement secondaire technique ou professionnel',
  '85.59A - Formation continue d’adultes',
  '86.10Z - Activités hospitalières',
  '86.90A - Ambulances',
  '86.90D - Activités des infirmiers et des sages-femmes',
  '86.90F - Activités de santé humaine non classées ailleurs',
  '87.10A - Hébergement médicalisé pour personnes âgées',
  '87.10B - Hébergement médicalisé pour enfants handicapés',
  '87.10C - Hébergement médicalisé pour adultes handicapés et autre hébergement médicalisé',
  '87.20A - Hébergement social pour handicapés mentaux et malades mentaux',
  '87.20B - Hébergement social pour toxicomanes',
  '87.30A - Hébergement social pour personnes âgées',
  '87.30B - Hébergement social pour handicapés physiques',
  '87.90A - Hébergement social pour enfants en difficultés',
  '87.90B - Hébergement social pour adultes et familles en difficultés et autre hébergement social',
  '88.10A - Aide à domicile',
  '88.10B - Accueil ou accompagnement sans hébergement d’adultes handicapés ou de personnes âgées',
  '88.10C - Aide par le travail',
  '88.91A - Accueil de jeunes enfants',
  '88.91B - Accueil ou accompagnement sans hébergement d’enfants handicapés',
  '88.99A - Autre accueil ou accompagnement sans hébergement d’enfants et d’adolescents',
  '88.99B - Action sociale sans hébergement n.c.a.',
  '94.99Z - Autres organisations fonctionnant par adhésion volontaire',
];

/** A few communes by postcode: enough for a demonstration, a test adds the ones it needs. */
const communeLines = `
01000 Bourg-en-Bresse, Saint-Denis-lès-Bourg
02000 Laon
03000 Moulins
04000 Digne-les-Bains
05000 Gap
06000 Nice
06130 Grasse
06400 Cannes
07000 Privas
08000 Charleville-Mézières
09000 Foix
10000 Troyes
11000 Carcassonne
12000 Rodez
13001 Marseille
13008 Marseille
13100 Aix-en-Provence, Saint-Marc-Jaumegarde
13200 Arles
13300 Salon-de-Provence
13400 Aubagne
13500 Martigues
13600 La Ciotat, Ceyreste
14000 Caen
15000 Aurillac
16000 Angoulême
17000 La Rochelle
18000 Bourges
19000 Tulle
20000 Ajaccio
20200 Bastia, San-Martino-di-Lota
21000 Dijon
22000 Saint-Brieuc
23000 Guéret
24000 Périgueux
25000 Besançon
26000 Valence
27000 Évreux
28000 Chartres
29000 Quimper
29200 Brest
30000 Nîmes
31000 Toulouse
32000 Auch
33000 Bordeaux
34000 Montpellier
35000 Rennes
35200 Rennes
35400 Saint-Malo
36000 Châteauroux
37000 Tours
38000 Grenoble
39000 Lons-le-Saunier
40000 Mont-de-Marsan
41000 Blois
42000 Saint-Étienne
43000 Le Puy-en-Velay
44000 Nantes
45000 Orléans
46000 Cahors
47000 Agen
48000 Mende
49000 Angers
50000 Saint-Lô
51000 Châlons-en-Champagne
51100 Reims
52000 Chaumont
53000 Laval
54000 Nancy
55000 Bar-le-Duc
56000 Vannes
56100 Lorient
57000 Metz
58000 Nevers
59000 Lille
60000 Beauvais
61000 Alençon
62000 Arras
63000 Clermont-Ferrand
64000 Pau
65000 Tarbes
66000 Perpignan
67000 Strasbourg
68000 Colmar
69001 Lyon
69003 Lyon
70000 Vesoul
71000 Mâcon
72000 Le Mans
73000 Chambéry
74000 Annecy
75001 Paris
75012 Paris
76000 Rouen
76600 Le Havre
77000 Melun
78000 Versailles
79000 Niort
80000 Amiens
81000 Albi
82000 Montauban
83000 Toulon
83400 Hyères
84000 Avignon
84100 Orange
84200 Carpentras
84300 Cavaillon
85000 La Roche-sur-Yon
86000 Poitiers
87000 Limoges
88000 Épinal
89000 Auxerre
90000 Belfort
91000 Évry-Courcouronnes
92000 Nanterre
93000 Saint-Denis
94000 Créteil
95000 Cergy
97100 Basse-Terre
97200 Fort-de-France
97300 Cayenne
97400 Saint-Denis
97600 Mamoudzou
`;

export interface Commune {
  postcode: string;
  name: string;
}

export const communes: Commune[] = communeLines
  .trim()
  .split('\n')
  .flatMap((line) =>
    line
      .slice(6)
      .split(', ')
      .map((name) => ({ postcode: line.slice(0, 5), name })),
  );

export interface Company {
  siret: string;
  raisonSociale: string;
  formeJuridique: string;
}

/** Invented organisations, so that the SIRET look-up has something to find in a demonstration. */
export const inventedCompanies: Company[] = [
  {
    siret: '11111111100006',
    raisonSociale: 'Association Les Trois Rivières (invention)',
    formeJuridique: 'Association déclarée',
  },
  {
    siret: '22222222200007',
    raisonSociale: 'Fondation du Grand Pré (invention)',
    formeJuridique: 'Fondation',
  },
];
