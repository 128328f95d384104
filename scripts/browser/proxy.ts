import {
  createServer as createHttpServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { generate } from 'selfsigned';

/** Where a host name really leads. */
export interface Target {
  address: string;
  port: number;
}

/** The only way out of a browser under test: mapped hosts are reached, every other is refused. */
export interface PortalProxy {
  port: number;
  /** Hosts that were asked for and refused, in order: must stay empty of anything of ours. */
  refused: string[];
  close(): Promise<void>;
}

/** Starts the proxy. A target that speaks plain HTTP is given a certificate of its host's name. */
export const startProxy = async (targets: Map<string, Target>): Promise<PortalProxy> => {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const fronts: TlsServer[] = [];
  const routes = new Map<string, Target>();
  for (const [host, target] of targets) {
    const front = (await speaksTls(target)) ? null : await startFront(host, target);
    if (front) fronts.push(front);
    routes.set(host, front ? { address: '127.0.0.1', port: portOf(front) } : target);
  }
  const server = createHttpServer((incoming, response) => {
    refused.push(incoming.headers.host ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const host = (incoming.url ?? '').replace(/:\d+$/, '');
    const route = routes.get(host);
    client.on('error', () => client.destroy());
    if (!route) {
      refused.push(incoming.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connectTcp(route.port, route.address, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    refused,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const front of fronts) front.closeAllConnections();
      await Promise.all([server, ...fronts].map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
};

const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('server without a port');
  return address.port;
};

const PROBE_MS = 1500;

const speaksTls = ({ address, port }: Target): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTls({ host: address, port, rejectUnauthorized: false, timeout: PROBE_MS });
    const end = (tls: boolean) => {
      socket.destroy();
      resolve(tls);
    };
    socket.on('secureConnect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });

/** An https server of the host's name in front of a plain http one. */
const startFront = async (host: string, target: Target): Promise<TlsServer> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  const server = createTlsServer({ key, cert }, (incoming, response) => forward(target, incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const forward = ({ address, port }: Target, incoming: IncomingMessage, response: ServerResponse): void => {
  const { method, url, headers } = incoming;
  const upstream = request({ host: address, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    // An answer lost on the way is lost for the browser too.
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
};
