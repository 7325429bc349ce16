# A Modbus TCP device served by libmodbus, for measuring: python3 libmodbus.py PORT
# It has 10,000 holding registers, says 'ready' on standard output, and serves one connection after the other.
import ctypes
import ctypes.util
import sys

library = ctypes.CDLL(ctypes.util.find_library('modbus'))
for function in ('modbus_new_tcp', 'modbus_mapping_new'):
    getattr(library, function).restype = ctypes.c_void_p

context = ctypes.c_void_p(library.modbus_new_tcp(b'127.0.0.1', int(sys.argv[1])))
memory = ctypes.c_void_p(library.modbus_mapping_new(0, 0, 10000, 0))
listening = ctypes.c_int(library.modbus_tcp_listen(context, 1))
request = (ctypes.c_uint8 * 260)()
print('ready', flush=True)
while library.modbus_tcp_accept(context, ctypes.byref(listening)) >= 0:
    length = library.modbus_receive(context, request)
    while length >= 0:
        library.modbus_reply(context, request, length, memory)
        length = library.modbus_receive(context, request)
    library.modbus_close(context)
