# Runs a command that carries a planted leak and insists that it is refused: it must fail, and its output must hold
# the sentence. A lock counts only when a leak has been fed to it.
#
#   cmake -DSENTENCE=REGEX -P refused.cmake -- COMMAND ARGUMENT...
cmake_minimum_required(VERSION 3.25)

set(command "")
set(behind_the_dashes FALSE)
foreach(i RANGE ${CMAKE_ARGC})
  if(behind_the_dashes AND i LESS CMAKE_ARGC)
    list(APPEND command "${CMAKE_ARGV${i}}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(behind_the_dashes TRUE)
  endif()
endforeach()

execute_process(COMMAND ${command} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(code EQUAL 0)
  message(FATAL_ERROR "The planted leak was not refused:\n${output}")
endif()
string(REGEX REPLACE "[ \n]+" " " one_line "${output}") # CMake breaks its messages wherever it likes
if(NOT one_line MATCHES "${SENTENCE}")
  message(FATAL_ERROR "The planted leak was refused (${code}), but without '${SENTENCE}':\n${output}")
endif()
message(STATUS "refused, as it should be: ${CMAKE_MATCH_0}")
