import sample from './sample-grappe.json';
import { type Profile, profile } from './schema';

/**
 * The grappe of the demonstration: 18 ESSMS of three organismes, all invented. Two rules are broken
 * on purpose and three data are missing on purpose. A fresh copy at each call.
 */
export const sampleGrappe = (): Profile => profile.parse(sample);
