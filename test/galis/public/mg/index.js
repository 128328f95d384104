import './text.js';
import './numeric.js';
import './choices.js';
import './combobox.js';
import './containers.js';
import './pagination.js';
