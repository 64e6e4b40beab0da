import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { useMemo, useRef, useState } from 'react';
import contract from '../../api/schema.graphql?raw';
import { firstOperations, firstVariables } from './first-operations';
import { memoryStorage } from './memory-storage';
import { senderWith } from './send';
import { words } from './words';

// The committed contract: a server in production describes itself to nobody who asks.
const schema = buildSchema(contract);

export function Explorer() {
  const [key, setKey] = useState('');
  const keyNow = useRef('');
  const send = useMemo(() => senderWith(() => keyNow.current), []);
  const storage = useMemo(memoryStorage, []);
  const change = (value: string) => {
    keyNow.current = value.trim();
    setKey(value);
  };
  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <form onSubmit={(event) => event.preventDefault()} autoComplete="off">
          <label htmlFor="key">{words.key}</label>
          <input
            id="key"
            type="password"
            value={key}
            onChange={(event) => change(event.currentTarget.value)}
            placeholder="ak_live_…"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="key-hint"
          />
          {key !== '' && (
            <button type="button" onClick={() => change('')}>
              {words.forget}
            </button>
          )}
        </form>
        <p id="key-hint">
          <span role="status">{key === '' ? words.asNobody : words.asKey}</span> {words.keyHint}
        </p>
      </header>
      <main aria-label={words.main}>
        <GraphiQL
          fetcher={send}
          schema={schema}
          storage={storage}
          defaultQuery={firstOperations}
          variables={firstVariables}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo> </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}
