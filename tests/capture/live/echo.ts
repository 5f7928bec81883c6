import { parentPort, workerData } from 'node:worker_threads';

const { said } = workerData as { readonly said: string };
parentPort?.postMessage({ echoed: said });
