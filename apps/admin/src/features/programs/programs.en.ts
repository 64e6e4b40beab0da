export const programsEn = {};
