import { alarms } from './alarms';
import { audit } from './audit';
import { commands } from './commands';
import { concerns } from './concerns';
import { frame } from './frame';
import { home, stages, tasks } from './home';
import { models, runs } from './models';
import { journal, nodes } from './nodes';
import { chart, predictions } from './predictions';
import { sources } from './sources';
import { tables } from './tables';

/** Every text of the console, in English; another language is another object of this type. */
export const text = {
  ...frame,
  stages,
  home,
  tasks,
  chart,
  predictions,
  tables,
  models,
  runs,
  alarms,
  journal,
  nodes,
  sources,
  concerns,
  commands,
  audit,
};
