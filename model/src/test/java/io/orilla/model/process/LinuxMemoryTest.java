package io.orilla.model.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class LinuxMemoryTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessHasWhatItsHeapTakesAndTheMachineMore() {
    LinuxMemory own = LinuxMemory.own();
    long resident = own.bytes("VmRSS").orElseThrow();
    assertThat(resident).isGreaterThan(8 << 20);
    assertThat(own.bytes("VmHWM").orElseThrow()).isGreaterThanOrEqualTo(resident);
    assertThat(LinuxMemory.ofMachine().bytes("MemTotal").orElseThrow()).isGreaterThan(resident);
    assertThat(LinuxMemory.ofProcess(ProcessHandle.current().pid()).bytes("VmRSS")).isPresent();
  }

  @Test
  void whatIsNotToldIsNotThere() {
    assertThat(LinuxMemory.own().bytes("Vm")).isEmpty();
    assertThat(LinuxMemory.ofProcess(Integer.MAX_VALUE).bytes("VmRSS")).isEmpty();
  }
}
