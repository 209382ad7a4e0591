// A part of the bound of `start`: the least that a service of ours is, a Nest application that listens.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

class Nothing {}
Reflect.defineMetadata('controllers', [], Nothing);
const app = await NestFactory.create(Nothing, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.on('disconnect', () => process.exit());
process.send?.({ port: 1 });
