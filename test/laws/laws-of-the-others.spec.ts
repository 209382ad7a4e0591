import { patterns } from '@weibao/contract-terms';
import { describeLaws, firstHalf } from './every-law.js';

describeLaws(patterns.filter((contract) => !firstHalf.includes(contract)));
