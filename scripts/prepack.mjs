// npm pack: what goes into the package is the build of the sources as they are.
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
