import './mode.js';
import { main } from './main.js';

await main('worker');
