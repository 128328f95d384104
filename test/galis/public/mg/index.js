import './text.js';
import './numeric.js';
import './choices.js';
import './containers.js';
