# Compiles one file of misuse/ twice under the definitions of a room of the house: as it stands it must compile, and
# with -DLEAK it must not, for the reason expected. The first half shows that the second fails because of the leak.
#
#   cmake -DCOMPILER=... -DDEFINITIONS=A|B -DINCLUDES=DIR|DIR -DSOURCE=misuse/x.cpp -DREASON=REGEX -P misuse.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/room_flags.cmake)
gauze_room_flags(flags)
set(ENV{LC_ALL} C) # the compiler's messages are read below
set(compile ${COMPILER} ${flags} -fsyntax-only ${SOURCE})

execute_process(COMMAND ${compile} RESULT_VARIABLE code ERROR_VARIABLE output)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${SOURCE} must compile without its leak:\n${output}")
endif()
execute_process(COMMAND ${compile} -DLEAK RESULT_VARIABLE code ERROR_VARIABLE output)
if(code EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles with its leak; see docs/threat-model.md, 'The four locks'.")
elseif(NOT output MATCHES "${REASON}")
  message(FATAL_ERROR "${SOURCE} is refused, but not because of '${REASON}':\n${output}")
endif()
message(STATUS "refused, as it should be: ${CMAKE_MATCH_0}")
