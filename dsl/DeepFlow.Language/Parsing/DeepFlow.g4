// The grammar of `.dlflow`. GRAMMAR.md tells it to readers; the token filters (Brackets, Newlines) tell which newlines arrive as NL.
// A declaration is parsed alone, so that a broken one cannot spoil its neighbours.
grammar DeepFlow;

declarationUnit : declaration EOF ;
expressionUnit  : expr EOF ;

declaration
    : useDeclaration
    | datasetDeclaration
    | modelDeclaration
    | pipelineDeclaration
    | formDeclaration
    | activityDeclaration
    ;

useDeclaration : 'use' STRING ;

// ---- data sets

datasetDeclaration : 'dataset' name '{' (datasetMember (NL datasetMember)*)? '}' ;

datasetMember
    : 'item' name arguments?                                                # itemMember
    | 'label' enumeration                                                   # labelMember
    | 'field' name ':' type (',' 'masked' ('for' name (',' name)*)?)?       # fieldMember
    | 'expect' name ':' expr (',' 'else' ('fail' | name))?                  # expectMember
    ;

enumeration : '{' (enumMember ((',' | NL) enumMember)* ','?)? '}' ;
enumMember  : anyName STRING? ;

// ---- models

modelDeclaration : 'model' name parameters? modelBody ;
modelBody        : '{' (modelMember (NL modelMember)*)? '}' ;

modelMember
    : 'input' name arguments?       # inputMember
    | 'block' name modelBody        # blockMember
    | 'residual' modelBody          # residualMember
    | name arguments                # layerMember
    ;

// ---- pipelines

pipelineDeclaration : 'pipeline' name parameters? ('->' results)? block ;

parameters : '(' (parameter (',' parameter)* ','?)? ')' ;
parameter  : name ':' type ('=' expr)? ;
results    : '(' (result (',' result)* ','?)? ')' ;
result     : name ':' type ;

block : '{' (statement (NL statement)*)? '}' ;

statement
    : '@' name arguments                                # pinStatement
    | 'on' name arguments? ('->' target)?               # triggerStatement
    | 'runs' expr (',' 'then' name)?                    # runsStatement
    | 'roles' '{' (roleEntry ((',' | NL) roleEntry)* ','?)? '}'  # rolesStatement
    | 'step' name '=' name arguments settings?          # stepStatement
    | ifStatement                                       # conditionalStatement
    | 'parallel' 'any'? block                           # parallelStatement
    | 'branch' name block                               # branchStatement
    | 'for' name 'in' expr (',' 'max' expr)? block      # forStatement
    | 'var' name (':' type)? '=' expr                   # varStatement
    | 'set' name '=' expr                               # setStatement
    | 'return' (returned (',' returned)*)?              # returnStatement
    | 'stop'                                            # stopStatement
    | 'fail' expr?                                      # failStatement
    | NAME '=' name arguments settings?                 # wordlessStep      // told, and taken for a step
    ;

ifStatement : 'if' expr block ('else' (ifStatement | block))? ;
returned    : name ':' expr ;
roleEntry   : name ':' name ;
target      : name ('.' name)* ;

// ---- settings of a step

settings : '{' (setting (NL setting)*)? '}' ;

setting
    : 'by' holder (',' holder)*                                     # bySetting
    | ('needs' | 'prefers') resource (',' resource)*                # resourceSetting
    | 'retry' expr (',' 'backoff' expr)?                            # retrySetting
    | 'timeout' expr                                                # timeoutSetting
    | 'cache'                                                       # cacheSetting
    | 'checkpoint' 'every' expr name?                               # checkpointSetting
    | 'when' expr                                                   # whenSetting
    | 'due' expr (',' dueClause)*                                   # dueSetting
    | 'approvals' expr (',' 'not' 'by' target)?                     # approvalsSetting
    | 'hide' name (',' name)* 'from' name (',' name)*               # hideSetting
    | 'on' outcome (',' outcome)* ('->' target ('|' target)*)?
      (',' 'max' expr)? (',' 'then' ('fail' | target))?             # edgeSetting
    | NAME expr? (',' expr)*                                        # unknownSetting
    ;

// a role, or a person or group of the project
holder    : name | STRING ;
dueClause : 'remind' expr | 'then' holder ('after' expr)? ;

resource : name expr ;
outcome  : name STRING? ;

// ---- forms and activities

formDeclaration : 'form' name '{' (formField (NL formField)*)? '}' ;
formField       : name ':' type ('=' expr)? STRING? (',' 'in' expr)? ;

activityDeclaration : 'activity' name parameters ('->' results)? '{' (activityMember (NL activityMember)*)? '}' ;

activityMember
    : 'script' STRING   # scriptMember
    | 'image' STRING    # imageMember
    | setting           # settingMember
    ;

// ---- types

type : typeHead '?'? ;

typeHead
    : 'record' '{' (fieldType ((',' | NL) fieldType)* ','?)? '}'    # recordType
    | enumeration                                                   # enumType
    | name ('<' type (',' type)* '>')?                              # namedType
    ;

fieldType : name ':' type ;

// ---- expressions, one grammar everywhere; the strongest operator first

expr
    : primary                                                               # primaryExpr
    | expr '.' name                                                         # memberExpr
    | expr '[' expr ']'                                                     # indexExpr
    | '-' expr                                                              # negateExpr
    | expr op=('*' | '/') expr                                              # binaryExpr
    | expr op=('+' | '-') expr                                              # binaryExpr
    | expr '..' expr                                                        # rangeExpr
    | <assoc=right> expr op='??' expr                                       # binaryExpr
    | expr op=('<' | '<=' | '>' | '>=' | '==' | '!=' | 'in') expr           # binaryExpr
    | 'not' expr                                                            # notExpr
    | expr op='and' expr                                                    # binaryExpr
    | expr op='or' expr                                                     # binaryExpr
    | 'if' expr 'then' expr 'else' expr                                     # choiceExpr
    ;

primary
    : NUMBER                                                # numberPrimary
    | (STRING | RAW_STRING | TEXT_BLOCK)                    # textPrimary
    | ('true' | 'false')                                    # boolPrimary
    | 'missing'                                             # missingPrimary
    | name arguments?                                       # namePrimary
    | '(' expr ')'                                          # groupPrimary
    | '[' (expr (',' expr)* ','?)? ']'                      # listPrimary
    | '{' (entry ((',' | NL) entry)* ','?)? '}'             # recordPrimary
    ;

entry     : name ':' expr ;
arguments : '(' (argument (',' argument)* ','?)? ')' ;
argument  : (name ':')? expr ;

// ---- names: contextual words are names wherever a name may stand; reserved words only as labels
// (and, by the token filter, before ':' and after '.')

name
    : NAME
    | 'use' | 'dataset' | 'model' | 'pipeline' | 'form' | 'activity'
    | 'item' | 'label' | 'field' | 'expect' | 'masked'
    | 'input' | 'block' | 'residual'
    | 'any' | 'max' | 'then' | 'every' | 'backoff' | 'from' | 'by'
    | 'needs' | 'prefers' | 'retry' | 'timeout' | 'cache' | 'checkpoint' | 'when' | 'due' | 'approvals' | 'hide'
    | 'runs' | 'roles' | 'script' | 'image' | 'remind' | 'after' | 'record'
    ;

anyName
    : name
    | 'step' | 'if' | 'else' | 'parallel' | 'branch' | 'for' | 'in' | 'var' | 'set' | 'return' | 'stop' | 'fail'
    | 'on' | 'and' | 'or' | 'not' | 'true' | 'false' | 'missing'
    ;

// ---- tokens

STEP : 'step' ; IF : 'if' ; ELSE : 'else' ; PARALLEL : 'parallel' ; BRANCH : 'branch' ; FOR : 'for' ; IN : 'in' ;
VAR : 'var' ; SET : 'set' ; RETURN : 'return' ; STOP : 'stop' ; FAIL : 'fail' ; ON : 'on' ;
AND : 'and' ; OR : 'or' ; NOT : 'not' ; TRUE : 'true' ; FALSE : 'false' ; MISSING : 'missing' ;

USE : 'use' ; DATASET : 'dataset' ; MODEL : 'model' ; PIPELINE : 'pipeline' ; FORM : 'form' ; ACTIVITY : 'activity' ;
ITEM : 'item' ; LABEL : 'label' ; FIELD : 'field' ; EXPECT : 'expect' ; MASKED : 'masked' ;
INPUT : 'input' ; BLOCK : 'block' ; RESIDUAL : 'residual' ;
ANY : 'any' ; MAX : 'max' ; THEN : 'then' ; EVERY : 'every' ; BACKOFF : 'backoff' ; FROM : 'from' ; BY : 'by' ;
NEEDS : 'needs' ; PREFERS : 'prefers' ; RETRY : 'retry' ; TIMEOUT : 'timeout' ; CACHE : 'cache' ;
CHECKPOINT : 'checkpoint' ; WHEN : 'when' ; DUE : 'due' ; APPROVALS : 'approvals' ; HIDE : 'hide' ;
RUNS : 'runs' ; ROLES : 'roles' ; SCRIPT : 'script' ; IMAGE : 'image' ; REMIND : 'remind' ; AFTER : 'after' ; RECORD : 'record' ;

LPAREN : '(' ; RPAREN : ')' ; LBRACKET : '[' ; RBRACKET : ']' ; LBRACE : '{' ; RBRACE : '}' ;
ARROW : '->' ; COALESCE : '??' ; QUESTION : '?' ; RANGE : '..' ; DOT : '.' ; COMMA : ',' ; COLON : ':' ; PIPE : '|' ; AT : '@' ;
EQ : '==' ; NE : '!=' ; LE : '<=' ; GE : '>=' ; LT : '<' ; GT : '>' ; ASSIGN : '=' ;
PLUS : '+' ; MINUS : '-' ; TIMES : '*' ; DIVIDE : '/' ;

NAME : [A-Za-z_] [A-Za-z0-9_]* ;

// A number and all letters touching it are one token: the binder knows the units and can say what was meant.
NUMBER : DIGITS ('.' DIGITS)? ([eE] [+-]? [0-9]+)? [A-Za-z0-9_]* '%'? ;
fragment DIGITS : [0-9] [0-9_]* ;

// Interpolations hold strings that hold interpolations, two levels deep: a regular language, so the lexer's tables stay finite.
STRING : '"' (ESCAPE | INTERPOLATION | ~["\\\r\n])* '"' ;
fragment INTERPOLATION : '${' (INNER_STRING | BRACES | ~["{}\r\n])* '}' ;
fragment BRACES : '{' (INNER_STRING | '{' ~["{}\r\n]* '}' | ~["{}\r\n])* '}' ;
fragment INNER_STRING : '"' (ESCAPE | '${' (INMOST_STRING | ~["{}\r\n])* '}' | ~["\\\r\n])* '"' ;
fragment INMOST_STRING : '"' (ESCAPE | ~["\\\r\n])* '"' ;
fragment ESCAPE : '\\' ~[\r\n] ;

RAW_STRING : '\'' ~['\r\n]* '\'' ;
TEXT_BLOCK : '"""' .*? ('"""' | EOF) ;
UNCLOSED : '"' (ESCAPE | ~["\\\r\n])* | '\'' ~['\r\n]* ;

FILE_DOC : '//!' ~[\r\n]* -> channel(HIDDEN) ;
DOC : '///' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;

NL : '\r'? '\n' | ';' ;
SPACE : [ \t]+ -> skip ;
UNKNOWN : . ;
