import dgram from 'node:dgram';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** All addresses of this machine but the one on which the portal itself is. */
const ADDRESSES = [
  '127.0.0.2',
  ...Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address),
];

const folder = temporaryFolder();
let udp: dgram.Socket;
const tcp = net.createServer();
/** What came in, however it came. */
const met: string[] = [];
let server: TestServer;
let port = 0;

beforeAll(async () => {
  ({ udp, port } = await onFreePort());
  udp.on('message', (bytes, { address }) => met.push(`udp ${bytes.length} bytes from ${address}`));
  tcp.on('connection', (socket) => {
    met.push(`tcp to ${socket.localAddress}`);
    socket.destroy();
  });
});

/** Both on one port: the one that is free for UDP may be somebody's for TCP, so another one is tried then. */
async function onFreePort(): Promise<{ udp: dgram.Socket; port: number }> {
  for (;;) {
    const socket = dgram.createSocket('udp4').bind(0, '0.0.0.0');
    await once(socket, 'listening');
    const { port: free } = socket.address() as AddressInfo;
    try {
      tcp.listen(free, '0.0.0.0');
      await once(tcp, 'listening');
      return { udp: socket, port: free };
    } catch (error) {
      socket.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

afterAll(async () => {
  udp.close();
  tcp.close();
  await server?.close();
  folder.remove();
});

/** Every way by which a page may reach an address that the interception does not see, each by itself. */
function ways(address: string): string[] {
  const at = `${address}:${port}`;
  const inWorker = `fetch('http://${at}/worker');new WebSocket('ws://${at}/worker');importScripts('http://${at}/import.js')`;
  return [
    `const p=new RTCPeerConnection({iceServers:[{urls:'stun:${at}'},{urls:['turn:${at}?transport=udp','turn:${at}?transport=tcp','turns:${at}'],username:'u',credential:'c'}]});p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o)).then(()=>p.setRemoteDescription({type:'answer',sdp:p.localDescription.sdp.replace('setup:actpass','setup:active')})).then(()=>p.addIceCandidate({candidate:'candidate:1 1 udp 2122260223 ${address} ${port} typ host',sdpMid:'0'}))`,
    `new WebTransport('https://${at}/t').ready.catch(()=>0)`,
    `new WebSocket('ws://${at}/ws')`,
    `new EventSource('http://${at}/events')`,
    `navigator.sendBeacon('http://${at}/beacon','x')`,
    `fetch('http://${at}/fetch',{mode:'no-cors',keepalive:true}).catch(()=>0)`,
    `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inWorker)}])))`,
    `new SharedWorker('data:text/javascript,'+encodeURIComponent(${JSON.stringify(inWorker)}))`,
    `navigator.serviceWorker.register('/sw.js')`,
    `window.open('http://${at}/popup')`,
    ...[
      'dns-prefetch',
      'preconnect',
      'prefetch',
      'prerender',
      'modulepreload',
      'preload',
      'manifest',
      'icon',
      'stylesheet',
    ].map(
      (rel) =>
        `const l=document.createElement('link');l.rel='${rel}';l.as='script';l.href='http://${at}/${rel}';document.head.append(l)`,
    ),
    ...['prefetch', 'prerender'].map(
      (rule) =>
        `const s=document.createElement('script');s.type='speculationrules';s.text=JSON.stringify({${rule}:[{urls:['http://${at}/${rule}'],eagerness:'immediate'}]});document.head.append(s)`,
    ),
    ...['img', 'iframe', 'video', 'embed', 'script'].map(
      (name) => `const e=document.createElement('${name}');e.src='http://${at}/${name}';document.body.append(e)`,
    ),
    `const f=document.createElement('iframe');f.srcdoc="<script>fetch('http://${at}/srcdoc')</scr"+"ipt>";document.body.append(f)`,
    `const f=document.createElement('form');f.action='http://${at}/form';f.method='post';f.target='_blank';document.body.append(f);f.submit()`,
    `const a=document.createElement('a');a.href='#';a.ping='http://${at}/ping';document.body.append(a);a.click()`,
    `document.body.style.backgroundImage="url(http://${at}/css)"`,
  ];
}

describe.skipIf(!hasBrowser)('a page in the browser', () => {
  test('reaches no other address of this machine or its network, by no protocol', async () => {
    const each = ADDRESSES.flatMap(ways).map((code) => `try{(()=>{${code}})()}catch(e){}`);
    // Written out by the script alone: a plain request sees no list.
    const row = encodeURIComponent('<a href="a.html">清溪县2023年政府信息公开工作年度报告</a>');
    const script = `${each.join('\n')}\nsetTimeout(()=>{app.innerHTML=decodeURIComponent('${row}')},1500)`;
    const list = `<html><head><title>政府信息公开年报</title></head><body><div id="app"></div><script>${script.replaceAll('</', '<\\/')}</script></body></html>`;
    server = await startServer({
      '/nb/': list,
      '/sw.js': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(`fetch('http://${ADDRESSES[0]}:${port}/sw')`),
    });
    await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options: { limits: { totalMs: 20_000 } } });
    // The page was really run: its list is what its script wrote.
    expect(server.log.map(({ line }) => line)).toContain('GET /nb/a.html');
    expect(met).toEqual([]);
  });
});
