# Lock 3: reads the symbols of a finished program and refuses a namespace that it must never hold, and a library that
# only another party's program has a use for. It sees what the build files do not show: a source that includes
# another's .cpp, an object file passed by hand. A program without symbols is refused as well, since nothing could be
# told about it; so is one in which its own namespace is not found.
#
#   cmake -DPROGRAM=FILE -DOWN=gauze::linkage -DNAMESPACES=gauze::custodian|... -DLIBRARIES=icu|...
#         -DNM=nm -DREADELF=readelf -P symbols.cmake
cmake_minimum_required(VERSION 3.25)
set(see "see docs/threat-model.md, 'What each program may hold'")
cmake_path(GET PROGRAM FILENAME name)

execute_process(COMMAND ${NM} -C ${PROGRAM} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(FIND "${symbols}" " ${OWN}::" own)
if(own EQUAL -1)
  message(FATAL_ERROR "${name} shows no symbol of ${OWN}, so its symbols prove nothing: ${see}")
endif()
string(REPLACE "|" ";" namespaces "${NAMESPACES}")
foreach(namespace IN LISTS namespaces)
  string(FIND "${symbols}" "${namespace}::" at)
  if(NOT at EQUAL -1)
    string(SUBSTRING "${symbols}" ${at} 120 symbol)
    string(REGEX REPLACE "\n.*" "" symbol "${symbol}")
    message(FATAL_ERROR "${name} holds ${symbol} of ${namespace}, which it may never hold: ${see}")
  endif()
endforeach()

execute_process(COMMAND ${READELF} -d ${PROGRAM} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "|" ";" libraries "${LIBRARIES}")
foreach(library IN LISTS libraries)
  if(dynamic MATCHES "NEEDED[^\n]*(lib${library}[a-z0-9]*\\.so[.0-9]*)")
    message(FATAL_ERROR "${name} needs ${CMAKE_MATCH_1}, for which it has no use: ${see}")
  endif()
endforeach()
message(STATUS "${name} holds nothing of ${NAMESPACES}, and no library of ${LIBRARIES}")
