import { describeLaws, firstHalf } from './every-law.js';

describeLaws(firstHalf);
