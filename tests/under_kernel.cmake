# Runs a test program under one kernel; says so where that kernel cannot run on this processor.
set(ENV{GAUZE_KERNEL} ${KERNEL})
execute_process(COMMAND ${PROGRAM} --gtest_brief=1 --gtest_filter=${FILTER} OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE code)
message("${out}")
if(NOT code EQUAL 0 AND NOT out MATCHES "cannot run on this processor")
  message(FATAL_ERROR "${PROGRAM} fails under kernel ${KERNEL}")
endif()
