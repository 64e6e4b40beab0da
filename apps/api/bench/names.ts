// Common names come first: the fill picks from the front of a list far more often than from its end.
const words = (text: string) => text.trim().split(/\s+/);

export const FIRST_NAMES = words(`
  Jan Anna Maria Johannes Emma Sophie Daan Sem Lucas Levi Finn Noah Luuk Milan Liam Bram Thijs Lars Tim Thomas Julia Tess
  Sara Zoë Eva Lotte Lisa Noor Mila Saar Fenna Evi Sofie Nina Milou Isa Roos Fleur Yara Elin Hendrik Pieter Cornelis Willem
  Gerrit Jacob Dirk Klaas Peter Paul Kees Wim Hans Henk Erik Marcel Rob Ronald Jeroen Martijn Dennis Patrick Bas Stefan Niels
  Sander Joris Koen Ruben Jesse Max Stijn Gijs Teun Floris Hugo Casper Rik Mohamed Ali Fatima Aïsha Yusuf Ömer Elif Zeynep
  Ahmet Mehmet Khadija Youssef Samira Nadia Karim Hassan Priya Raj Wei Mei Chen Olga Ivan Katarzyna Piotr Agnieszka Tomasz
  Vanessa Vera Victor Vincent Wouter Xander Yvonne Zita Hannah Ingrid Jolanda Karin Linda Monique Nancy Ottilie Petra Quinten
  Renée Sabine Tamara Ursula André François José Björn Søren Łukasz Jürgen Günther Chloé Amélie Noémi Inés Sinéad Siobhán`);

const ROOTS =
  words(`Berg Veld Hout Broek Meer Bosch Dijk Kerk Water Linde Eike Haver Rogge Zand Steen Molen Brug Wolf Vos Haas
  Gras Wilder Ooster Wester Noorder Zuider Nieuw Oud Groot Klein Hoog Laag Lang Kort Wit Zwart Rood Groen`);
const ENDINGS = words('man stra sma huis dijk meijer kamp veen wijk horst beek donk laar rode sema inga ing');

export const LAST_NAMES = [
  ...'Jansen;de Jong;de Vries;van den Berg;Bakker;van Dijk;Janssen;Visser;Smit;Meijer;de Boer;Mulder;de Groot;Bos;Vos;Peters;Hendriks;van Leeuwen;Dekker;Brouwer;de Wit;Dijkstra;Smits;de Graaf;van der Meer;Kok;Jacobs;van der Linden;Vermeulen;de Haan;Schouten;van den Broek;de Bruijn;van der Heijden;Willems;van Vliet;Hoekstra;Maas;Verhoeven;Koster;Prins;Huisman;Postma;Yılmaz;Kaya;El Idrissi;Nguyen;Müller;García;Østergård'.split(
    ';',
  ),
  ...ROOTS.flatMap((root) => ENDINGS.map((ending) => `${root}${ending}`)),
  ...ROOTS.map((root) => `van der ${root}`),
];

export const DOMAINS = words(
  'gmail.com hotmail.com outlook.com ziggo.nl kpnmail.nl live.nl icloud.com xs4all.nl planet.nl home.nl upcmail.nl hetnet.nl example.org example.net',
);
