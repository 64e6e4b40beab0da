#!/usr/bin/env node
// Run in an app: types what the app asks of the API, from the API's schema and the texts between graphql(` and `).
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { CodeFileLoader } from '@graphql-tools/code-file-loader';
import { GraphQLFileLoader } from '@graphql-tools/graphql-file-loader';
import { loadDocuments, loadSchema } from '@graphql-tools/load';
import { parse, printSchema } from 'graphql';

// The generator's own command line is left out: it installs a network stack for remote schemas that
// nothing here needs. The preset is the same.
const output = 'src/gql/';

const schemaAst = await loadSchema('../api/schema.graphql', { loaders: [new GraphQLFileLoader()] });
const documents = await loadDocuments(['src/**/*.{ts,tsx}', `!${output}**`], {
  loaders: [new CodeFileLoader()],
  // The generated map is keyed by the very text between the backticks.
  pluckConfig: { skipIndent: true },
});
const files = await preset.buildGeneratesSection({
  baseOutputDir: output,
  schema: parse(printSchema(schemaAst)),
  schemaAst,
  documents,
  config: { scalars: { DateTime: 'string' }, useTypeImports: true },
  presetConfig: { fragmentMasking: false },
  plugins: [],
  pluginMap: {},
});

for (const file of files) {
  await mkdir(dirname(file.filename), { recursive: true });
  await writeFile(file.filename, await codegen(file));
}
