import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Kept between runs: its entries are named by their content, so what an earlier run installed is as good as new.
 * Not the user's own: some tests run as another user, who may not read that.
 */
export const sharedCache: string = process.env.IG_CACHE ?? join(tmpdir(), 'ig-test-cache');
