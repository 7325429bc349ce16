// A controller that is not of our making, snap7: node server.js PORT
// Its data blocks 1 (100 bytes) and 2 (20,000 bytes), its merkers, inputs and outputs hold what S7Snap7Test expects.
// It says 'ready' on standard output.
const snap7 = require('node-snap7');

const server = new snap7.S7Server();
// A server that nothing holds is collected as garbage while it serves.
process.on('exit', () => server.Stop());
server.SetParam(server.LocalPort, Number(process.argv[2]));

const block = Buffer.alloc(100);
block.writeFloatBE(1.5, 0);
block.writeInt16BE(-7, 4);
block.writeInt32BE(-70000, 6);
block.writeUInt8(0b00001000, 10);
block.writeDoubleBE(2.25, 12);
block.writeUInt8(20, 20);
block.writeUInt8(5, 21);
block.write('Turin', 22, 'latin1');
const large = Buffer.alloc(20000);
for (let at = 0; at + 4 <= large.length; at += 4) large.writeUInt32BE(at, at);

const merkers = Buffer.alloc(64);
merkers.writeUInt8(0b00000100, 10);
const inputs = Buffer.alloc(128);
inputs.writeUInt16BE(40000, 64);
const outputs = Buffer.alloc(16);
outputs.writeUInt8(0b00000010, 4);

server.RegisterArea(server.srvAreaDB, 1, block);
server.RegisterArea(server.srvAreaDB, 2, large);
server.RegisterArea(server.srvAreaMK, merkers);
server.RegisterArea(server.srvAreaPE, inputs);
server.RegisterArea(server.srvAreaPA, outputs);
if (!server.StartTo('127.0.0.1')) {
  console.log(server.ErrorText(server.LastError()));
  process.exit(1);
}
console.log('ready');
