/**
 * Mail domains that many people have an address at, most used first: the first of two equally near ones is
 * suggested. Those that resemble a bigger one (mail.com, ymail.com) stand here so that they are left alone.
 */
export const WELL_KNOWN_DOMAINS: readonly string[] = [
  ...['gmail.com', 'hotmail.com', 'outlook.com', 'live.nl', 'hotmail.nl', 'live.com', 'icloud.com'],
  ...['ziggo.nl', 'kpnmail.nl', 'xs4all.nl', 'planet.nl', 'home.nl', 'yahoo.com', 'kpn.nl', 'hetnet.nl'],
  ...['upcmail.nl', 'chello.nl', 'casema.nl', 'quicknet.nl', 'kpnplanet.nl', 'tele2.nl', 'zonnet.nl'],
  ...['caiway.nl', 'caiway.net', 'solcon.nl', 'telfort.nl', 'online.nl', 'freeler.nl', 'wanadoo.nl'],
  ...['versatel.nl', 'zeelandnet.nl', 'hccnet.nl', 'tiscali.nl', '12move.nl', 'dds.nl', 'euronet.nl'],
  ...['orange.nl', 't-mobilethuis.nl', 'kabelfoon.net', 'multiweb.nl', 'onsbrabantnet.nl', 'concepts.nl'],
  ...['filternet.nl', 'lijbrandt.nl', 'introweb.nl', 'kabelfoon.nl', 'delta.nl', 'freedom.nl', 'yahoo.nl'],
  ...['outlook.nl', 'outlook.be', 'telenet.be', 'skynet.be', 'proximus.be', 'scarlet.be', 'hotmail.be'],
  ...['live.be', 'gmx.de', 'gmx.net', 'gmx.com', 'gmx.at', 'gmx.ch', 'web.de', 't-online.de', 'freenet.de'],
  ...['hotmail.de', 'live.de', 'outlook.de', 'yahoo.de', 'arcor.de', 'hotmail.fr', 'live.fr', 'outlook.fr'],
  ...['yahoo.fr', 'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'sfr.fr', 'hotmail.it', 'libero.it'],
  ...['yahoo.it', 'hotmail.es', 'outlook.es', 'yahoo.es', 'hotmail.co.uk', 'live.co.uk', 'yahoo.co.uk'],
  ...['btinternet.com', 'virginmedia.com', 'talktalk.net', 'sky.com', 'bluewin.ch', 'wp.pl', 'onet.pl'],
  ...['interia.pl', 'o2.pl', 'msn.com', 'aol.com', 'me.com', 'mac.com', 'googlemail.com', 'ymail.com'],
  ...['rocketmail.com', 'mail.com', 'email.com', 'inbox.com', 'fastmail.com', 'zoho.com', 'proton.me'],
  ...['protonmail.com', 'pm.me', 'tutanota.com', 'hushmail.com', 'hey.com', 'duck.com', 'yandex.com'],
  ...['yandex.ru', 'mail.ru', 'qq.com', '163.com', '126.com', 'naver.com', 'comcast.net', 'verizon.net'],
  ...['att.net', 'sbcglobal.net', 'cox.net', 'bellsouth.net', 'charter.net', 'earthlink.net'],
];

/** Names that exist under one ending only: at any other it is a mistake. */
export const ONLY_UNDER: ReadonlyMap<string, string> = new Map([
  ['gmail', 'gmail.com'],
  ['icloud', 'icloud.com'],
  ['ziggo', 'ziggo.nl'],
  ['kpnmail', 'kpnmail.nl'],
  ['xs4all', 'xs4all.nl'],
]);

/** Endings that do not exist, with what the fingers meant. */
export const ENDING_SLIPS: ReadonlyMap<string, string> = new Map([
  ...['con', 'cmo', 'ocm', 'omc', 'comm', 'coom', 'ccom', 'vom', 'xom', 'cim', 'cpm', 'clm', 'cok'].map(
    (slip): [string, string] => [slip, 'com'],
  ),
  ...['nk', 'ln', 'nll', 'nnl', 'nlk'].map((slip): [string, string] => [slip, 'nl']),
  ...['ogr', 'orgg', 'rog', 'ofg', 'prg', 'orh', 'orf'].map((slip): [string, string] => [slip, 'org']),
  ...['nte', 'ent', 'nett', 'ney'].map((slip): [string, string] => [slip, 'net']),
]);

/** Endings of countries that look like a broken `.com`; a slip only behind the name of a well-known domain. */
export const NEAR_COM: ReadonlySet<string> = new Set(['co', 'cm', 'om']);
