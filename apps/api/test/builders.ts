export * from './builders/api-keys.js';
export * from './builders/clients.js';
export * from './builders/invitations.js';
export * from './builders/organizations.js';
export * from './builders/people.js';
export * from './builders/programs.js';
export * from './builders/registrations.js';
