# Runs some tests of a program under valgrind and one kernel; says so where valgrind is not installed.
find_program(VALGRIND valgrind)
if(NOT VALGRIND)
  message("valgrind is not installed")
  return()
endif()
set(ENV{GAUZE_KERNEL} ${KERNEL})
execute_process(COMMAND ${VALGRIND} --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite ${PROGRAM}
                        --gtest_brief=1 --gtest_filter=${FILTER}
                OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE code)
message("${out}")
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} fails under valgrind")
endif()
