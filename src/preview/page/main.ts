import { Workbench } from './workbench';

new Workbench().start();
