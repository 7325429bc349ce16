package io.orilla.connector.modbus.simulator;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a simulated device has: registers that are read as holding or input ones alike, and bits as
 * coils or discrete inputs. It has those that were set once; a request for others is refused as
 * real devices do. It counts requests. Thread-safe.
 */
public final class Registers implements ModbusServices {
  private static final int MANY = 65_536;
  private static final int NONE = -1;

  private final int[] registers = new int[MANY];
  private final int[] bits = new int[MANY];
  private final AtomicLong requests = new AtomicLong();

  public Registers() {
    Arrays.fill(registers, NONE);
    Arrays.fill(bits, NONE);
  }

  /** Bytes into registers from here on, two into each. */
  public synchronized Registers set(int from, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int register = from; buffer.hasRemaining(); register++) {
      registers[register] = Short.toUnsignedInt(buffer.getShort());
    }
    return this;
  }

  public Registers setUnsigned(int register, int value) {
    return set(register, ByteBuffer.allocate(2).putShort((short) value).array());
  }

  public Registers setFloat(int from, float value) {
    return set(from, ByteBuffer.allocate(4).putFloat(value).array());
  }

  public synchronized Registers setBit(int bit, boolean value) {
    bits[bit] = value ? 1 : 0;
    return this;
  }

  public long requests() {
    return requests.get();
  }

  private synchronized byte[] registers(int from, int count, FunctionCode function)
      throws ModbusResponseException {
    check(registers, from, count, function);
    ByteBuffer read = ByteBuffer.allocate(2 * count);
    for (int register = from; register < from + count; register++) {
      read.putShort((short) registers[register]);
    }
    return read.array();
  }

  private synchronized byte[] bits(int from, int count, FunctionCode function)
      throws ModbusResponseException {
    check(bits, from, count, function);
    byte[] read = new byte[(count + 7) / 8];
    for (int index = 0; index < count; index++) {
      read[index / 8] |= (byte) (bits[from + index] << (index % 8));
    }
    return read;
  }

  private void check(int[] table, int from, int count, FunctionCode function)
      throws ModbusResponseException {
    requests.incrementAndGet();
    boolean known = from + count <= MANY;
    for (int element = from; known && element < from + count; element++) {
      known = table[element] != NONE;
    }
    if (!known) {
      throw new ModbusResponseException(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
    }
  }

  @Override
  public ReadHoldingRegistersResponse readHoldingRegisters(
      ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
      throws ModbusResponseException {
    return new ReadHoldingRegistersResponse(
        registers(request.address(), request.quantity(), FunctionCode.READ_HOLDING_REGISTERS));
  }

  @Override
  public ReadInputRegistersResponse readInputRegisters(
      ModbusRequestContext context, int unit, ReadInputRegistersRequest request)
      throws ModbusResponseException {
    return new ReadInputRegistersResponse(
        registers(request.address(), request.quantity(), FunctionCode.READ_INPUT_REGISTERS));
  }

  @Override
  public ReadCoilsResponse readCoils(
      ModbusRequestContext context, int unit, ReadCoilsRequest request)
      throws ModbusResponseException {
    return new ReadCoilsResponse(
        bits(request.address(), request.quantity(), FunctionCode.READ_COILS));
  }

  @Override
  public ReadDiscreteInputsResponse readDiscreteInputs(
      ModbusRequestContext context, int unit, ReadDiscreteInputsRequest request)
      throws ModbusResponseException {
    return new ReadDiscreteInputsResponse(
        bits(request.address(), request.quantity(), FunctionCode.READ_DISCRETE_INPUTS));
  }

  /** What stands in a register. */
  public synchronized int unsigned(int register) {
    return registers[register];
  }

  @Override
  public synchronized WriteSingleCoilResponse writeSingleCoil(
      ModbusRequestContext context, int unit, WriteSingleCoilRequest request)
      throws ModbusResponseException {
    check(bits, request.address(), 1, FunctionCode.WRITE_SINGLE_COIL);
    bits[request.address()] = request.value() == 0 ? 0 : 1;
    return new WriteSingleCoilResponse(request.address(), request.value());
  }

  @Override
  public synchronized WriteMultipleRegistersResponse writeMultipleRegisters(
      ModbusRequestContext context, int unit, WriteMultipleRegistersRequest request)
      throws ModbusResponseException {
    check(registers, request.address(), request.quantity(), FunctionCode.WRITE_MULTIPLE_REGISTERS);
    set(request.address(), request.values());
    return new WriteMultipleRegistersResponse(request.address(), request.quantity());
  }
}
