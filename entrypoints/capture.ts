import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '@/utils/capture/page';

/** Put in a page when the person asks to add it to the texts: reads what she sees, and is gone. */
export default defineUnlistedScript(() => readPage());
