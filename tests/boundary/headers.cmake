# Every header stands alone: each one of a room is compiled by itself, twice over, under the room's own definitions
# and without help from whatever a source happened to include before it.
#
#   cmake -DHOUSE=DIR -DROOM=bloom/base -DCOMPILER=... -DDEFINITIONS=A|B -DINCLUDES=DIR|DIR -DWORK=DIR -P headers.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/room_flags.cmake)
gauze_room_flags(flags)

file(GLOB headers RELATIVE ${HOUSE} ${HOUSE}/${ROOM}/*.hpp)
if(NOT headers)
  message(FATAL_ERROR "there is no header in ${ROOM}")
endif()
set(sources "")
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  file(CONFIGURE OUTPUT ${WORK}/${name}.cpp CONTENT "#include \"@header@\"\n#include \"@header@\"\n" @ONLY)
  list(APPEND sources ${WORK}/${name}.cpp)
endforeach()

execute_process(COMMAND ${COMPILER} ${flags} -I${HOUSE} -fsyntax-only ${sources}
                RESULT_VARIABLE code ERROR_VARIABLE output)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "a header of ${ROOM} does not stand alone:\n${output}")
endif()
list(LENGTH headers count)
message(STATUS "${count} headers of ${ROOM} stand alone")
