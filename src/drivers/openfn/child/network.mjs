// @ts-check
// Sends every TCP connection of this process through the node, which decides where it may go. In a network namespace of
// its own there is no other way out; without one this is a courtesy that code can go around.
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';
import { Duplex } from 'node:stream';
import tls from 'node:tls';

const NEWLINE = 10;

/** @param {string} proxy path of the node's socket */
export function routeNetwork(proxy) {
  const connect = /** @type {(...given: any[]) => net.Socket} */ (net.Socket.prototype.connect);
  /** @type {any} */ (net.Socket.prototype).connect = function (/** @type {any[]} */ ...given) {
    const [options, callback] = connectArguments(given);
    if (options.path !== undefined) return connect.apply(this, given);
    connect.call(this, { path: proxy }, callback);
    // Node keeps it until the socket is connected, and it goes before whatever is written later.
    this.write(`${options.host ?? 'localhost'} ${options.port}\n`);
    readAnswer(this);
    return this;
  };

  const connectTls = /** @type {(...given: any[]) => tls.TLSSocket} */ (tls.connect);
  /** @type {any} */ (tls).connect = function (/** @type {any[]} */ ...given) {
    const [plain, callback] = connectArguments(given);
    const options = { ...plain, ...given.find((value) => value !== null && typeof value === 'object') };
    if (options.socket || options.path !== undefined) return connectTls.call(tls, options, callback);
    const raw = net.connect({ host: options.host, port: options.port });
    return connectTls.call(tls, { ...options, socket: overStreams(raw) }, callback);
  };
  syncBuiltinESMExports();
}

/**
 * What `connect` was given, in whichever of its forms; Node's own callers hand over a list that is normalised already.
 * @param {any[]} given
 * @returns {[any, any]}
 */
function connectArguments(given) {
  if (Array.isArray(given[0])) return /** @type {[any, any]} */ (given[0]);
  return /** @type {any} */ (net)._normalizeArgs(given);
}

/**
 * Takes the node's answer off the front of what is read: `OK`, or why there is no connection.
 * @param {net.Socket} socket
 */
function readAnswer(socket) {
  const push = socket.push;
  let head = Buffer.alloc(0);
  socket.push = (chunk) => {
    if (chunk === null) {
      socket.push = push;
      return push.call(socket, null);
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(NEWLINE);
    if (end < 0) return true;
    socket.push = push;
    const answer = head.toString('utf8', 0, end);
    const rest = head.subarray(end + 1);
    if (answer === 'OK') return rest.length > 0 ? push.call(socket, rest) : true;
    const { code, message } = JSON.parse(answer);
    socket.destroy(Object.assign(new Error(message), { code }));
    return false;
  };
}

/**
 * TLS takes a socket's handle for itself, past `push`; a plain stream it reads as everybody does.
 * @param {net.Socket} raw
 */
function overStreams(raw) {
  const stream = new Duplex({
    read: () => void raw.resume(),
    write: (chunk, _encoding, done) => void raw.write(chunk, (error) => done(error)),
    final: (done) => void raw.end(() => done()),
    destroy: (error, done) => {
      raw.destroy();
      done(error);
    },
  });
  raw.on('data', (chunk) => stream.push(chunk) || raw.pause());
  raw.on('end', () => stream.push(null));
  raw.on('error', (error) => stream.destroy(error));
  raw.on('close', () => stream.destroy());
  return stream;
}
