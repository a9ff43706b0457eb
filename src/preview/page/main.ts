import { offerFonts } from './fonts';
import { Workbench } from './workbench';

void offerFonts();
new Workbench().start();
